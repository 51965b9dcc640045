/* A receipt that outlives a reload: in this tab alone, until the code was typed back, and for a quarter of an hour at most. Only the fields of
   the receipt's own form, never what was written. Storage may be forbidden: then a reload loses the code, as without this script. */
window.keptReceipt = (function () {
  "use strict";

  const NAME = "silakan-bukti";
  const KEPT_MS = 900000;

  function keep(form) {
    const fields = Array.from(new FormData(form)).filter(function (pair) { return pair[0] !== "akhir"; });
    try {
      sessionStorage.setItem(NAME, JSON.stringify({ until: Date.now() + KEPT_MS, fields: fields }));
    } catch (error) { return; }
  }

  function drop() {
    try { sessionStorage.removeItem(NAME); } catch (error) { return; }
  }

  /* The form that asks the office for the same receipt again, or null. */
  function form() {
    let kept = null;
    try { kept = JSON.parse(sessionStorage.getItem(NAME)); } catch (error) { return null; }
    if (kept === null) return null;
    if (!(kept.until > Date.now())) {
      drop();
      return null;
    }
    const again = document.createElement("form");
    again.action = "/aduan/baru/bukti";
    kept.fields.forEach(function (pair) {
      const field = document.createElement("input");
      field.name = pair[0];
      field.value = pair[1];
      again.appendChild(field);
    });
    return again;
  }

  /* What a person needs of it when the office cannot show it: it cannot be reached, or it was started anew. */
  function words(kept) {
    const code = kept.elements.kode.value.replace(/(\d{4})(?=\d)/g, "$1 ");
    return "Catat sekarang: aduan terakhir dari HP ini bernomor " + kept.elements.nomor.value + ", kode rahasianya " + code + ".";
  }

  return { keep: keep, drop: drop, form: form, words: words };
}());
