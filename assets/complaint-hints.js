/* What in a text gives its writer away, found while it is written: the rules of telltales.json, as the server has them.
   No text leaves the phone for this. */
(function (root) {
  "use strict";

  const LEAST_NAME = 3;

  function escaped(words) {
    return words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  }

  /* The rules as `telltales.json` has them, and display names: a function from a text to what was found in it. */
  function finder(rules, names) {
    const patterns = rules.rules.map(function (rule) {
      return { kind: rule.kind, pattern: new RegExp(rule.pattern, rule.case ? "g" : "gi") };
    });
    const parts = [];
    names.forEach(function (name) {
      (name.match(/[A-Za-z]+/g) || []).forEach(function (word) {
        const part = word.toLowerCase();
        const known = part.length < LEAST_NAME || rules.name_parts_left_out.indexOf(part) >= 0;
        if (!known && parts.indexOf(part) < 0) parts.push(part);
      });
    });
    parts.sort(function (a, b) { return b.length - a.length || (a < b ? -1 : 1); });
    if (parts.length > 0) {
      const any = parts.map(escaped).join("|");
      patterns.push({ kind: "name", pattern: new RegExp("(^|[^a-z0-9])(?:" + any + ")(?![a-z0-9])", "gi") });
    }

    return function (text) {
      const found = [];
      patterns.forEach(function (rule) {
        rule.pattern.lastIndex = 0;
        let match = rule.pattern.exec(text);
        while (match !== null) {
          const end = match.index + match[0].length;
          found.push({ kind: rule.kind, start: match.index + match[1].length, end: end });
          if (match[0] === "") rule.pattern.lastIndex += 1;
          match = rule.pattern.exec(text);
        }
      });
      found.sort(function (a, b) { return a.start - b.start || b.end - a.end; });
      const kept = [];
      found.forEach(function (one) {
        if (kept.length === 0 || one.start >= kept[kept.length - 1].end) kept.push(one);
      });
      return kept.map(function (one) { return { kind: one.kind, text: text.slice(one.start, one.end) }; });
    };
  }

  root.complaintHints = { finder: finder };
}(this));
