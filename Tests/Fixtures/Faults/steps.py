# Assay: plays the steps of a fault to a client.
# SPDX-License-Identifier: Apache-2.0
"""A step is one of {"send": text}, {"repeat": text, …}, {"gzip": text, …} and {"end": how}; see README.md."""

import socket
import ssl
import struct
import time
import zlib

#: No fault lasts longer than this, in seconds.
LONGEST = 30.0


def play(connection, steps):
    """Sends what `steps` say and ends the connection as they say. Returns whether it is still open."""
    end = "close"
    until = time.monotonic() + LONGEST
    for step in steps:
        if "send" in step:
            connection.sendall(step["send"].encode("latin-1"))
        elif "repeat" in step:
            repeat(connection, step, until)
        elif "gzip" in step:
            send_gzip(connection, step)
        else:
            end = step["end"]
    if end == "keep":
        return True
    ENDS[end](connection)
    return False


def repeat(connection, step, until):
    """Sends step["repeat"] `times` times (for ever without), `burst` copies at once, `every_ms` apart."""
    block = step["repeat"].encode("latin-1") * step.get("burst", 1)
    left = step.get("times")
    while left != 0 and time.monotonic() < until:
        connection.sendall(block)
        if left is not None:
            left -= 1
        if "every_ms" in step:
            time.sleep(step["every_ms"] / 1000)


def send_gzip(connection, step):
    """Sends step["gzip"], `times` over, packed; `cut` keeps that part of it, `corrupt` breaks the byte there."""
    packer = zlib.compressobj(wbits=31)
    text = step["gzip"].encode("latin-1")
    times = step.get("times", 1)
    packed = bytearray()
    while times > 0:
        copies = min(times, 1_000_000)
        packed += packer.compress(text * copies)
        times -= copies
    packed += packer.flush()
    if "corrupt" in step:
        packed[step["corrupt"]] ^= 0xFF
    connection.sendall(packed[: int(len(packed) * step.get("cut", 1))])


def close(connection):
    """Ends TLS, if there is TLS, and then TCP, having read what the client still sends: unread bytes would reset."""
    if isinstance(connection, ssl.SSLSocket):
        connection.settimeout(1)
        try:
            connection = connection.unwrap()
        except (OSError, ValueError):
            pass
    abrupt(connection)


def abrupt(connection):
    """Ends TCP alone."""
    connection.settimeout(1)
    try:
        connection.shutdown(socket.SHUT_WR)
        while socket.socket.recv(connection, 65536):
            pass
    except (OSError, ValueError):
        pass
    connection.close()


def reset(connection):
    """Closes with a RST."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def hang(connection):
    """Says nothing more until the client goes, or the fault has lasted long enough."""
    connection.settimeout(LONGEST)
    while connection.recv(65536):
        pass
    connection.close()


ENDS = {"close": close, "reset": reset, "hang": hang}
