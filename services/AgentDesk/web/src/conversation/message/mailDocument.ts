/** The HTML document for one e-mail. Its content security policy forbids what the sandbox around it does not. */
export function mailDocument(html: string): string {
  return (
    '<!doctype html><meta charset="utf-8">' +
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'">` +
    '<base target="_blank">' +
    '<style>body{margin:12px;font:15px/1.5 system-ui,sans-serif;color:#1a2322;background:#fff;overflow-wrap:anywhere}img,table{max-width:100%}</style>' +
    html
  );
}
