// Signs approvals with a key that never leaves the browser: the field of the key's file has no name, so no form sends it.
// What is signed is a DSSE envelope (docs/promote.md), by ECDSA over P-256 with SHA-256.
"use strict";

const payloadType = "application/vnd.ingot.approval+json";
const encoder = new TextEncoder();

const base64 = bytes => btoa(String.fromCharCode(...bytes));

const hex = bytes => Array.from(bytes, b => b.toString(16).padStart(2, "0")).join("");

function readPem(text) {
  if (text.includes("ENCRYPTED")) {
    throw new Error("The key is encrypted. Use the command line, or a file without a password.");
  }
  const match = /-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END PRIVATE KEY-----/.exec(text);
  if (!match) {
    throw new Error("The file holds no private key: expected the PEM file that 'dotnet ingot keys new' wrote.");
  }
  return Uint8Array.from(atob(match[1].replace(/\s/g, "")), c => c.charCodeAt(0));
}

// The id of a key: SHA-256 of its public half as SubjectPublicKeyInfo.
async function keyIdOf(privateKey, algorithm) {
  const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", privateKey);
  const publicKey = await crypto.subtle.importKey("jwk", { kty, crv, x, y }, algorithm, true, ["verify"]);
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", await crypto.subtle.exportKey("spki", publicKey))));
}

// Browsers give r and s beside each other; envelopes have them as a DER sequence.
function derOf(signature) {
  const integer = half => {
    const start = half.findIndex(b => b !== 0);
    const digits = [...half.slice(start < 0 ? half.length - 1 : start)];
    return [2, digits.length + (digits[0] >> 7), ...(digits[0] >> 7 ? [0] : []), ...digits];
  };
  const half = signature.length / 2;
  const content = [...integer(signature.slice(0, half)), ...integer(signature.slice(half))];
  return Uint8Array.from([0x30, content.length, ...content]);
}

async function sign(form, decision, file) {
  if (!globalThis.crypto?.subtle) {
    throw new Error("Browsers sign only on pages that come over https or from this machine. Use the command line.");
  }
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  let key;
  try {
    key = await crypto.subtle.importKey("pkcs8", readPem(await file.text()), algorithm, true, ["sign"]);
  } catch (e) {
    throw e instanceof DOMException ? new Error("The file holds no private key over P-256.") : e;
  }
  const keyid = await keyIdOf(key, algorithm);
  const identity = JSON.parse(form.dataset.keys)[keyid];
  if (!identity) {
    throw new Error("The key is not one of the repository's. Commit its public half to the folder keys of the channels first.");
  }
  const statement = { ...JSON.parse(form.dataset.statement), decision, by: identity, at: new Date().toISOString(), reason: form.elements.reason.value.trim() };
  const payload = encoder.encode(JSON.stringify(statement, null, 2));
  const head = encoder.encode(`DSSEv1 ${payloadType.length} ${payloadType} ${payload.length} `);
  const signed = new Uint8Array([...head, ...payload]);
  const signature = new Uint8Array(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key, signed));
  return JSON.stringify({ payloadType, payload: base64(payload), signatures: [{ keyid, sig: base64(derOf(signature)) }] });
}

for (const form of document.querySelectorAll("form[data-statement]")) {
  const keyField = form.querySelector("input[data-key]");
  if (!keyField) {
    continue;
  }
  form.addEventListener("submit", async event => {
    event.preventDefault();
    let problem = form.querySelector(".banner");
    if (!problem) {
      problem = document.createElement("p");
      problem.className = "banner";
      problem.setAttribute("role", "alert");
      form.prepend(problem);
    }
    problem.hidden = true;
    try {
      form.elements.signed.value = await sign(form, event.submitter.dataset.decision, keyField.files[0]);
      keyField.value = "";
      form.submit();
    } catch (e) {
      problem.textContent = e.message;
      problem.hidden = false;
    }
  });
}
