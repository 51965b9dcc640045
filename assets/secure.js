/* Says on the guide that this device and the office's computer disagree about the day: then a browser refuses a certificate that is in
   order, and its own words about it send people the wrong way. Plain ES2017. */
(function () {
  "use strict";

  const DAY_MS = 86400000;
  const differs = Math.abs(Date.now() - Number(document.body.dataset.clockMs)) > DAY_MS;
  document.getElementById("clock-differs").hidden = !differs;
}());
