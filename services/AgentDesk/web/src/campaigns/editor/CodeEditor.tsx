import classes from './CodeEditor.module.css';

interface Props {
  label: string;
  value: string;
  readOnly: boolean;
  onChange: (value: string) => void;
}

/** A text field for source code. Lines are numbered, since mistakes name the line, and do not wrap. */
export function CodeEditor({ label, value, readOnly, onChange }: Props) {
  const lines = value.split('\n').length;
  return (
    <div className={classes.field} dir="ltr">
      <pre className={classes.numbers} aria-hidden="true">
        {Array.from({ length: lines }, (_, index) => index + 1).join('\n')}
      </pre>
      <textarea
        className={classes.text}
        aria-label={label}
        value={value}
        rows={lines}
        wrap="off"
        readOnly={readOnly}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}
