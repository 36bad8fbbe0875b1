import { createHmac, timingSafeEqual } from "node:crypto";

const tolerance = 5 * 60; // seconds, into the past and into the future

/**
 * Whether one of the secrets signed this delivery, within five minutes of now.
 * id, timestamp, signatures: the headers webhook-id, webhook-timestamp and webhook-signature.
 * body: the bytes as they came (a Buffer), before anything parses them.
 */
export function isGenuine({ id, timestamp, signatures, body, secrets, now = Date.now() / 1000 }) {
  if (!id || !signatures || !/^[0-9]{1,12}$/.test(timestamp ?? "")) return false;
  if (Math.abs(now - Number(timestamp)) > tolerance) return false;

  const given = signatures.split(" ").filter((part) => part.startsWith("v1,")).map((part) => Buffer.from(part.slice(3)));
  return secrets.some((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
    const expected = Buffer.from(createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64"));
    return key.length >= 24 && given.some((one) => one.length === expected.length && timingSafeEqual(one, expected));
  });
}
