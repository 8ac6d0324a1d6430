import { createTheme } from '@mantine/core';

const FONTS =
  'system-ui, -apple-system, "Segoe UI", "PingFang SC", "PingFang TC", "Microsoft YaHei", "Microsoft JhengHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif';

/** The look of the pages: dense, calm, one accent colour, figures of equal width. */
export const THEME = createTheme({
  fontFamily: FONTS,
  headings: {
    fontFamily: FONTS,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.4' },
      h2: { fontSize: '1rem', lineHeight: '1.5' },
      h3: { fontSize: '0.875rem', lineHeight: '1.5' },
    },
  },
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  defaultRadius: 4,
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  primaryColor: 'ink',
  primaryShade: { light: 8, dark: 7 },
  autoContrast: true,
  colors: {
    ink: [
      '#eef5fb',
      '#dbe8f4',
      '#b9d2e9',
      '#93bade',
      '#6fa4d4',
      '#5592c8',
      '#4585bf',
      '#3273ae',
      '#2a659b',
      '#1c4f7d',
    ],
    dark: [
      '#d5d9de',
      '#b9bfc7',
      '#99a1ab',
      '#6b7480',
      '#444c57',
      '#363d47',
      '#2a3038',
      '#1f242b',
      '#191d23',
      '#12151a',
    ],
  },
  // Plain objects: naming the components themselves would put all of them into the first view.
  components: {
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', allowDeselect: false } },
    MultiSelect: { styles: { inputField: { minWidth: 40 } } },
    Textarea: { defaultProps: { size: 'sm' } },
    Checkbox: { defaultProps: { size: 'xs' }, styles: { label: { fontSize: 14 } } },
    Table: { defaultProps: { verticalSpacing: 6, horizontalSpacing: 'sm' } },
    Menu: { defaultProps: { shadow: 'md', withInitialFocusPlaceholder: false } },
    Popover: { defaultProps: { shadow: 'md', trapFocus: true } },
    Tooltip: { defaultProps: { openDelay: 400, events: { hover: true, focus: true, touch: false } } },
    Modal: { defaultProps: { centered: true }, styles: { title: { fontSize: 16, fontWeight: 600 } } },
  },
});
