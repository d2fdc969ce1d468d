// Reads QR codes from the camera.

import { BarcodeDetector as OwnDetector } from './qr-0.7.0/decode.js';

const PAUSE = 100;

/** How long a code must be out of view before it is read again. */
const FORGET = 3000;

/** The largest side of the picture in which codes are looked for. */
const SIDE = 720;

async function createDetector() {
  const formats = (await globalThis.BarcodeDetector?.getSupportedFormats().catch(() => [])) ?? [];
  const Detector = formats.includes('qr_code') ? globalThis.BarcodeDetector : OwnDetector;
  return new Detector({ formats: ['qr_code'] });
}

export class Camera {
  #video;
  #read;
  #canvas = document.createElement('canvas');
  #detector;
  #stream;
  #timer;
  #seen = new Map();
  #starts = 0;

  /**
   * @param read called with the text of each code that comes into view
   */
  constructor(video, read) {
    this.#video = video;
    this.#read = read;
  }

  /** Starts the camera. It fails if there is none or if it is not allowed. */
  async start() {
    const start = ++this.#starts;
    if (this.#stream !== undefined) {
      return;
    }
    this.#detector ??= await createDetector();
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
    });
    if (start !== this.#starts) {
      // It was stopped in the meantime.
      stream.getTracks().forEach((track) => track.stop());
      return;
    }
    this.#stream = stream;
    this.#video.srcObject = stream;
    await this.#video.play();
    this.#look();
  }

  stop() {
    this.#starts++;
    clearTimeout(this.#timer);
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#stream = undefined;
    this.#video.srcObject = null;
  }

  async #look() {
    const stream = this.#stream;
    try {
      for (const code of await this.#detect()) {
        this.#found(code.rawValue);
      }
    } catch {
      // A picture that cannot be read is followed by others.
    }
    if (stream !== undefined && stream === this.#stream) {
      this.#timer = setTimeout(() => this.#look(), PAUSE);
    }
  }

  async #detect() {
    const { videoWidth, videoHeight } = this.#video;
    if (videoWidth === 0 || document.hidden) {
      return [];
    }
    const scale = Math.min(1, SIDE / Math.max(videoWidth, videoHeight));
    this.#canvas.width = Math.round(videoWidth * scale);
    this.#canvas.height = Math.round(videoHeight * scale);
    const context = this.#canvas.getContext('2d', { willReadFrequently: true });
    context.drawImage(this.#video, 0, 0, this.#canvas.width, this.#canvas.height);
    return this.#detector.detect(this.#canvas);
  }

  #found(text) {
    const time = Date.now();
    for (const [other, last] of this.#seen) {
      if (time - last > FORGET) {
        this.#seen.delete(other);
      }
    }
    const isNew = !this.#seen.has(text);
    this.#seen.set(text, time);
    if (isNew && text !== '') {
      this.#read(text);
    }
  }
}
