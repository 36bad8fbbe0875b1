import base64
import hashlib
import hmac
import time

TOLERANCE = 5 * 60  # seconds, into the past and into the future


def is_genuine(webhook_id, timestamp, signatures, body, secrets, now=None):
    """Whether one of the secrets signed this delivery, within five minutes of now.

    webhook_id, timestamp, signatures: the headers webhook-id, webhook-timestamp and webhook-signature, or None.
    body: the bytes as they came, before anything parses them.
    """
    if not webhook_id or not signatures or not timestamp:
        return False
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
        return False
    if abs((time.time() if now is None else now) - int(timestamp)) > TOLERANCE:
        return False

    signed = f"{webhook_id}.{timestamp}.".encode() + body
    given = [part[3:].encode() for part in signatures.split(" ") if part.startswith("v1,")]
    for secret in secrets:
        key = base64.b64decode(secret.removeprefix("whsec_"))
        expected = base64.b64encode(hmac.digest(key, signed, hashlib.sha256))
        if len(key) >= 24 and any([hmac.compare_digest(expected, one) for one in given]):
            return True
    return False
