/* Sound for the recorder page: the microphone as samples, any sound file as samples, and samples as a WAV file of the office's kind
   (mono, 22,050 Hz, 16 bits). Plain ES2017. */
(function () {
  "use strict";

  const RATE = 22050;
  const LONGEST_S = 15;
  // The browser's own improvements are meant for conversations: they pump the level and cut beginnings off.
  const PLAIN = { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: false };
  const Context = window.AudioContext || window.webkitAudioContext;

  class Microphone {
    constructor(tapPath, onLevel, onFull) {
      this.tapPath = tapPath;
      this.onLevel = onLevel;
      this.onFull = onFull;
      this.context = null;
      this.stream = null;
      this.pieces = [];
      this.taken = 0;
      this.taking = false;
    }

    static possible() {
      return Boolean(window.isSecureContext && Context && navigator.mediaDevices && navigator.mediaDevices.getUserMedia);
    }

    async open() {
      if (this.context !== null) {
        await this.context.resume();
        return;
      }
      const stream = await navigator.mediaDevices.getUserMedia({ audio: PLAIN });
      const context = new Context();
      this.stream = stream;
      this.context = context;
      await context.resume();
      const source = context.createMediaStreamSource(stream);
      const tap = await this.tap(context);
      source.connect(tap);
      // A node that leads nowhere is not run; it hands on silence.
      tap.connect(context.destination);
    }

    async tap(context) {
      if (context.audioWorklet !== undefined) {
        await context.audioWorklet.addModule(this.tapPath);
        const worklet = new AudioWorkletNode(context, "tap", { numberOfInputs: 1, numberOfOutputs: 1, channelCount: 1, channelCountMode: "explicit" });
        worklet.port.onmessage = (event) => this.take(event.data);
        return worklet;
      }
      const script = context.createScriptProcessor(2048, 1, 1);
      script.onaudioprocess = (event) => this.take(new Float32Array(event.inputBuffer.getChannelData(0)));
      return script;
    }

    take(piece) {
      let peak = 0;
      for (let at = 0; at < piece.length; at += 1) peak = Math.max(peak, Math.abs(piece[at]));
      this.onLevel(peak);
      if (!this.taking) return;
      this.pieces.push(piece);
      this.taken += piece.length;
      if (this.taken > LONGEST_S * this.context.sampleRate) this.onFull();
    }

    start() {
      this.pieces = [];
      this.taken = 0;
      this.taking = true;
    }

    async stop() {
      this.taking = false;
      const samples = new Float32Array(this.taken);
      let at = 0;
      for (const piece of this.pieces) {
        samples.set(piece, at);
        at += piece.length;
      }
      this.pieces = [];
      return wavOf(await resampled([samples], this.context.sampleRate));
    }

    close() {
      if (this.stream !== null) this.stream.getTracks().forEach((track) => track.stop());
      if (this.context !== null) this.context.close();
      this.stream = null;
      this.context = null;
      this.taking = false;
    }
  }

  async function resampled(channels, rate) {
    const length = Math.max(1, channels[0].length);
    const offline = new OfflineAudioContext(1, Math.max(1, Math.round(length * RATE / rate)), RATE);
    const buffer = offline.createBuffer(channels.length, length, rate);
    channels.forEach((channel, number) => buffer.getChannelData(number).set(channel));
    const source = offline.createBufferSource();
    source.buffer = buffer;
    source.connect(offline.destination);
    source.start();
    const made = await offline.startRendering();
    return made.getChannelData(0);
  }

  /** Any sound file that this browser can play. */
  async function wavOfFile(file) {
    const bytes = await new Response(file).arrayBuffer();
    const offline = new OfflineAudioContext(1, 1, RATE);
    const sound = await new Promise((resolve, reject) => { offline.decodeAudioData(bytes, resolve, reject); });
    const channels = [];
    for (let number = 0; number < sound.numberOfChannels; number += 1) channels.push(sound.getChannelData(number));
    return wavOf(await resampled(channels, sound.sampleRate));
  }

  function wavOf(samples) {
    const view = new DataView(new ArrayBuffer(44 + 2 * samples.length));
    const text = (at, words) => { for (let n = 0; n < words.length; n += 1) view.setUint8(at + n, words.charCodeAt(n)); };
    text(0, "RIFF");
    view.setUint32(4, 36 + 2 * samples.length, true);
    text(8, "WAVEfmt ");
    view.setUint32(16, 16, true);
    view.setUint16(20, 1, true);
    view.setUint16(22, 1, true);
    view.setUint32(24, RATE, true);
    view.setUint32(28, 2 * RATE, true);
    view.setUint16(32, 2, true);
    view.setUint16(34, 16, true);
    text(36, "data");
    view.setUint32(40, 2 * samples.length, true);
    samples.forEach((sample, at) => view.setInt16(44 + 2 * at, Math.round(Math.max(-1, Math.min(1, sample)) * 32767), true));
    return new Blob([view], { type: "audio/wav" });
  }

  window.silakanSound = { Microphone, wavOfFile };
}());
