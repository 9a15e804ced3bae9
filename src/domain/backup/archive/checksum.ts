/** CRC-32 (IEEE 802.3) of text, over its UTF-16 units: it finds what was cut or changed by accident, not by intent. */
export class Checksum {
  private value = 0xffffffff;

  add(text: string): this {
    let { value } = this;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      value = (value >>> 8) ^ TABLE[(value ^ unit) & 0xff];
      value = (value >>> 8) ^ TABLE[(value ^ (unit >>> 8)) & 0xff];
    }
    this.value = value;
    return this;
  }

  /** Eight hexadecimal digits. */
  get digest(): string {
    return ((this.value ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0');
  }
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) {
    value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return value;
});
