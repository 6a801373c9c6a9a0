export interface MadePage {
  /** From top to bottom; ASCII. None: a page without text, as a scanned one. */
  readonly lines: readonly string[];
  /** Pieces at places of their own, in points from the left and the bottom, in this order. */
  readonly placed?: readonly (readonly [left: number, base: number, text: string])[];
  /** Operators, as they are. */
  readonly drawn?: string;
  readonly link?: string;
}

const asLiteral = (text: string) => text.replace(/[\\()]/g, '\\$&');

/** A PDF as small as ISO 32000 lets one be. `isLocked`: nothing opens it, for it asks for a password that nobody has. */
export function makePdf(pages: readonly MadePage[], { isLocked = false } = {}): Uint8Array<ArrayBuffer> {
  const objects: string[] = [];
  const add = (body: string) => objects.push(body);
  const first = 4;
  const kids = pages.map((_, index) => `${first + index * 3} 0 R`).join(' ');
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  for (const [index, { lines, placed = [], drawn = '', link }] of pages.entries()) {
    const own = first + index * 3;
    const shown = lines.map((line) => `(${asLiteral(line)}) Tj T*`).join(' ');
    const pieces = placed
      .map(([left, base, text]) => `1 0 0 1 ${left} ${base} Tm (${asLiteral(text)}) Tj`)
      .join(' ');
    const text = `BT /F1 10 Tf 12 TL 40 760 Td ${shown} ${pieces} ET ${drawn}`;
    const annots = link === undefined ? '' : `/Annots [${own + 2} 0 R]`;
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${own + 1} 0 R
/Resources << /Font << /F1 3 0 R >> >> ${annots} >>`,
    );
    add(`<< /Length ${text.length} >>\nstream\n${text}\nendstream`);
    add(`<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (${asLiteral(link ?? '')}) >> >>`);
  }
  const secret = '41'.repeat(32);
  const encrypt = isLocked
    ? `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${secret}> /U <${secret}> >> /ID [<41> <41>]`
    : '';
  let file = '%PDF-1.4\n';
  const offsets = objects.map((body, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const start = file.length;
  const size = objects.length + 1;
  file += `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`;
  file += `trailer\n<< /Size ${size} /Root 1 0 R ${encrypt} >>\nstartxref\n${start}\n%%EOF\n`;
  return new TextEncoder().encode(file);
}
