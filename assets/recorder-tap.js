/* Runs beside the page in the browser's sound thread: hands on what the microphone gives, in pieces of 2,048 samples. Plain ES2017. */
(function () {
  "use strict";

  const SIZE = 2048;

  class Tap extends AudioWorkletProcessor {
    constructor() {
      super();
      this.held = new Float32Array(SIZE);
      this.filled = 0;
    }

    process(inputs) {
      const channel = inputs[0][0];
      if (channel === undefined) return true;
      for (let at = 0; at < channel.length; at += 1) {
        this.held[this.filled] = channel[at];
        this.filled += 1;
        if (this.filled === SIZE) {
          this.port.postMessage(this.held);
          this.held = new Float32Array(SIZE);
          this.filled = 0;
        }
      }
      return true;
    }
  }

  registerProcessor("tap", Tap);
}());
