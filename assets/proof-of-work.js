/* The work a phone does before it sends: find the number behind a SHA-256 (altcha, version 1). Our own SHA-256, because a page that came
   by plain http has no crypto.subtle. Works in small bites, so that the page stays awake. */
(function (root) {
  "use strict";

  const BITE_MS = 12;
  const K = [];
  const FIRST = [];
  const words = new Array(64);

  (function constants() {
    const isPrime = function (n) {
      for (let d = 2; d * d <= n; d += 1) if (n % d === 0) return false;
      return true;
    };
    const fraction = function (x) { return ((x - Math.floor(x)) * 4294967296) | 0; };
    for (let n = 2; K.length < 64; n += 1) {
      if (!isPrime(n)) continue;
      if (FIRST.length < 8) FIRST.push(fraction(Math.sqrt(n)));
      K.push(fraction(Math.cbrt(n)));
    }
  }());

  /* The hash of up to 247 ASCII letters, in eight whole numbers of 32 bits. */
  function sha256(text) {
    const blocks = ((text.length + 8) >> 6) + 1;
    const hash = FIRST.slice();
    for (let block = 0; block < blocks; block += 1) {
      for (let i = 0; i < 16; i += 1) words[i] = 0;
      for (let i = 0; i < 64; i += 1) {
        const at = block * 64 + i;
        const code = at < text.length ? text.charCodeAt(at) : at === text.length ? 128 : 0;
        words[i >> 2] |= code << (24 - (i & 3) * 8);
      }
      if (block === blocks - 1) words[15] = text.length * 8;
      for (let i = 16; i < 64; i += 1) {
        const a = words[i - 15];
        const b = words[i - 2];
        const s0 = ((a >>> 7) | (a << 25)) ^ ((a >>> 18) | (a << 14)) ^ (a >>> 3);
        const s1 = ((b >>> 17) | (b << 15)) ^ ((b >>> 19) | (b << 13)) ^ (b >>> 10);
        words[i] = (words[i - 16] + s0 + words[i - 7] + s1) | 0;
      }
      let [a, b, c, d, e, f, g, h] = hash;
      for (let i = 0; i < 64; i += 1) {
        const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
        const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + words[i]) | 0;
        const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
        const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
      }
      [a, b, c, d, e, f, g, h].forEach(function (part, i) { hash[i] = (hash[i] + part) | 0; });
    }
    return hash;
  }

  function hex(hash) {
    return hash.map(function (part) { return ("0000000" + (part >>> 0).toString(16)).slice(-8); }).join("");
  }

  /* Calls `done` with what the server wants to see, or with "" when there is no such number. */
  function solve(asked, done) {
    const wanted = [0, 8, 16, 24, 32, 40, 48, 56].map(function (at) { return parseInt(asked.challenge.substr(at, 8), 16) | 0; });
    const started = Date.now();
    let number = 0;
    (function bite() {
      const end = Date.now() + BITE_MS;
      while (Date.now() < end) {
        for (let i = 0; i < 50; i += 1) {
          if (number > asked.maxNumber) { done("", 0); return; }
          const hash = sha256(asked.salt + number);
          if (hash[0] === wanted[0] && hex(hash) === asked.challenge) {
            done(btoa(JSON.stringify({
              algorithm: asked.algorithm, challenge: asked.challenge, number: number, salt: asked.salt, signature: asked.signature
            })), Date.now() - started);
            return;
          }
          number += 1;
        }
      }
      setTimeout(bite, 0);
    }());
  }

  root.proofOfWork = { solve: solve, hash: function (text) { return hex(sha256(text)); } };
}(this));
