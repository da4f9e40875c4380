SELECT release.release_id, release.made_at, release.note
FROM release
ORDER BY release.made_at DESC
