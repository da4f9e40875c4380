#!/bin/sh
# small_disk.sh FOLDER KIB COMMAND …: the command, with FOLDER on a disk of so many KiB. What the folder holds is on that
# disk while it runs, and back in the folder afterwards. To be called in a mount namespace of its own.
set -eu
folder=$1 size=$2
shift 2
mkdir -p "$folder"
kept=$(mktemp -d)
mount --bind "$folder" "$kept"
mount -t tmpfs -o "size=${size}k" tmpfs "$folder"
cp -a "$kept/." "$folder/"
status=0
"$@" || status=$?
cp -a "$folder/." "$kept/"
umount "$folder"
umount "$kept"
rmdir "$kept"
exit "$status"
