# Assay: makes the certificates of the fault server, with the openssl command.
# SPDX-License-Identifier: Apache-2.0
"""Everything is made anew in a folder given by the caller; nothing of it is ever committed."""

import pathlib
import subprocess

LOOPBACK = "DNS:localhost,IP:127.0.0.1,IP:::1"


class Authority:
    """A certificate authority that lives in `folder`; `certificate` is the PEM file to trust."""

    def __init__(self, folder, name):
        self.folder = pathlib.Path(folder)
        self.certificate = self.folder / f"{name}.pem"
        self.key = self.folder / f"{name}.key"
        openssl("req", "-x509", *new_key(self.key), "-out", self.certificate, "-days", "30",
                "-subj", f"/CN=Assay test authority {name}")

    def issue(self, name, subject_names=LOOPBACK, days=30, usage="serverAuth"):
        """Makes a certificate and its key in one PEM file; days=-1 makes one that expired yesterday."""
        key, request = self.folder / f"{name}.key", self.folder / f"{name}.csr"
        leaf, extensions = self.folder / f"{name}.leaf", self.folder / f"{name}.ext"
        extensions.write_text(f"subjectAltName={subject_names}\nextendedKeyUsage={usage}\n")
        openssl("req", "-new", *new_key(key), "-out", request, "-subj", f"/CN=assay test {name}")
        openssl("x509", "-req", "-in", request, "-CA", self.certificate, "-CAkey", self.key, "-CAcreateserial",
                "-days", str(days), "-extfile", extensions, "-out", leaf)
        return joined(self.folder / f"{name}.pem", leaf, key)


def self_signed(folder, name):
    """Makes a certificate that signed itself, and its key, in one PEM file."""
    folder = pathlib.Path(folder)
    key, leaf = folder / f"{name}.key", folder / f"{name}.leaf"
    openssl("req", "-x509", *new_key(key), "-out", leaf, "-days", "30", "-subj", "/CN=localhost",
            "-addext", f"subjectAltName={LOOPBACK}")
    return joined(folder / f"{name}.pem", leaf, key)


def new_key(path):
    """The options that make a fresh P-256 key in `path`."""
    return ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", path]


def joined(path, *parts):
    """Writes `parts` one after the other to `path`."""
    path.write_text("".join(part.read_text() for part in parts))
    return path


def openssl(*arguments):
    """Runs openssl; a failure shows what it said."""
    done = subprocess.run(["openssl", *map(str, arguments)], capture_output=True, text=True, timeout=60)
    if done.returncode != 0:
        raise RuntimeError(f"openssl {arguments[0]} failed: {done.stderr.strip()}")
