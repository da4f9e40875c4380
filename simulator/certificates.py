"""Certificates of an authority made at run time, good ones and others."""

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

Manner = Literal["good", "expired", "wrong_name", "unknown_authority"]
A_DAY = timedelta(days=1)


class Authority:
    """An authority of its own; `ca_file` (PEM) is what a client must trust. Its key is never written."""

    def __init__(self, folder: Path, name: str = "nianbao simulator") -> None:
        self.folder = folder
        self.name = name_of(name)
        self._key = generate_private_key(SECP256R1())
        self.ca_file = folder / f"{name.replace(' ', '_')}_ca.pem"
        own = self._builder(self.name, self._key, datetime.now(UTC) + 30 * A_DAY)
        own = own.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        self.ca_file.write_bytes(own.sign(self._key, SHA256()).public_bytes(Encoding.PEM))

    def context(self, host: str, manner: Manner) -> ssl.SSLContext:
        """What a server of this host shows."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self._certificate(host, manner))
        return context

    def _certificate(self, host: str, manner: Manner) -> Path:
        shown = "www.another.test" if manner == "wrong_name" else host
        ends = datetime.now(UTC) + (-A_DAY if manner == "expired" else 30 * A_DAY)
        key = generate_private_key(SECP256R1())
        builder = self._builder(name_of(shown), key, ends)
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(shown)]), critical=False)
        # One that nobody vouches for: signed by a key that is thrown away.
        signer = generate_private_key(SECP256R1()) if manner == "unknown_authority" else self._key
        signed = builder.sign(signer, SHA256())
        path = self.folder / f"{host}_{manner}.pem"
        private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        path.touch(mode=0o600)
        path.write_bytes(private + signed.public_bytes(Encoding.PEM))
        return path

    def _builder(self, subject: x509.Name, key: EllipticCurvePrivateKey, ends: datetime) -> x509.CertificateBuilder:
        public = key.public_key()
        authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.name)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(datetime.now(UTC) - 30 * A_DAY)
            .not_valid_after(ends)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
            .add_extension(authority, critical=False)
        )


def name_of(common: str) -> x509.Name:
    """A name of one part."""
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])
