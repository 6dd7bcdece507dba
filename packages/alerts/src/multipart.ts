/** Forms of monitors have one or two fields. */
const partsMax = 20;

/** The value of one field of a `multipart/form-data` body; null when the form has no such field. */
export function formField(text: string, contentType: string, name: string): string | null {
  const boundary = /;\s*boundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType);
  if (boundary === null) return null;
  const mark = `--${boundary[1] ?? boundary[2]}`;

  let start = text.indexOf(mark);
  for (let part = 0; part < partsMax && start !== -1; part++) {
    const from = start + mark.length;
    const end = text.indexOf(mark, from);
    const split = text.indexOf("\r\n\r\n", from);
    if (end === -1 || split === -1) return null;
    const fieldName = /^content-disposition:[^\r\n]*[;\s]name="([^"\r\n]*)"/im.exec(
      text.slice(from, Math.min(split, from + 2_000)),
    );
    if (fieldName?.[1] === name && split < end) return text.slice(split + 4, end).replace(/\r\n$/, "");
    start = end;
  }
  return null;
}
