import { Button, createTheme, type CSSVariablesResolver } from '@mantine/core';

export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 7 },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
  headings: { fontWeight: '600' },
  components: {
    Button: Button.extend({ styles: { root: { fontWeight: 500 } } }),
  },
  colors: {
    pine: ['#eaf6f4', '#d3ebe8', '#a9d8d2', '#7cc3bb', '#56b0a7', '#3b9a91', '#2a8279', '#1f6f6b', '#185a57', '#104543'],
    dark: ['#e4ebe9', '#b9c4c1', '#9daba8', '#6b7a77', '#3a4644', '#2a3432', '#1f2827', '#181f1e', '#131918', '#0e1312'],
  },
});

// Mantine's own greys have too little contrast for small text.
export const resolver: CSSVariablesResolver = () => ({
  variables: {
    '--mantine-color-body': 'var(--desk-surface)',
    '--mantine-color-text': 'var(--desk-ink)',
    '--mantine-color-dimmed': 'var(--desk-muted)',
    '--mantine-color-placeholder': 'var(--desk-muted)',
    '--mantine-color-error': 'var(--desk-alert)',
    '--mantine-color-default-border': 'var(--desk-line)',
  },
  light: {},
  dark: {},
});
