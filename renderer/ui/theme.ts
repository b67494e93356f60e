import {
  ActionIcon,
  Anchor,
  Badge,
  Button,
  Checkbox,
  createTheme,
  Drawer,
  Fieldset,
  Input,
  Loader,
  Menu,
  Modal,
  NavLink,
  Notification,
  Paper,
  Popover,
  Radio,
  ScrollArea,
  SegmentedControl,
  Select,
  Table,
  Tabs,
  Text,
  Textarea,
  TextInput,
  PasswordInput,
  NumberInput,
  Tooltip,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core';

/** The one accent. Shade 7 carries white text at 5.9:1, shade 4 reads at 7:1 on the dark body. */
const teal: MantineColorsTuple = [
  '#eaf6f5',
  '#d3ecea',
  '#a8d9d5',
  '#74c3bd',
  '#45aea6',
  '#279990',
  '#14837b',
  '#0b6f69',
  '#085c57',
  '#074a46',
];

/** "Do it all the same": shade 9 carries white text at 5.5:1. */
const orange: MantineColorsTuple = [
  '#fff4ec',
  '#ffe6d6',
  '#ffcaab',
  '#ffab7b',
  '#fd8f52',
  '#f07530',
  '#df621b',
  '#cf5512',
  '#c44a0e',
  '#b8400c',
];

/** Greys with a little blue in them; 7 is the lightest that reads on white as small text (5.6:1). */
const gray: MantineColorsTuple = [
  '#f6f8fa',
  '#eef1f5',
  '#e2e7ed',
  '#d3dae2',
  '#b6c0cc',
  '#8d99a8',
  '#6a7686',
  '#566273',
  '#36404d',
  '#1b222b',
];

/** Mantine's dark scheme: 0 is the text, 2 the dimmed text (6:1), 4 the borders, 7 the body. */
const dark: MantineColorsTuple = [
  '#dbe1e8',
  '#bcc5d0',
  '#9ba7b6',
  '#76828f',
  '#3b4553',
  '#2a323d',
  '#202731',
  '#161b22',
  '#11151b',
  '#0b0e12',
];

const fontFamily = "'Inter Variable', system-ui, 'Segoe UI', sans-serif";

/** What desk and patient pages have in common. */
const shared: MantineThemeOverride = {
  colors: { teal, orange, gray, dark },
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 7 },
  autoContrast: true,
  luminanceThreshold: 0.19,
  black: '#1b222b',
  fontFamily,
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', 'DejaVu Sans Mono', monospace",
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '16px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  headings: {
    fontFamily,
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
      h4: { fontSize: '13px', lineHeight: '20px' },
    },
  },
};

const desk = (size: string) => ({ defaultProps: { size } });
const dialogTitle = { styles: { title: { fontSize: 16, fontWeight: 620 } } };
const still = { transitionProps: { duration: 90 } };
/** A dialog's head is not the page's banner. */
const plainHead = { attributes: { header: { role: 'none' } } };

/** The clinic's desks: dense, 13 px text, 30 px controls. */
export const deskTheme: MantineThemeOverride = createTheme({
  ...shared,
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.5', xl: '1.5' },
  components: {
    Button: Button.extend(desk('xs')),
    ActionIcon: ActionIcon.extend({ defaultProps: { size: 'md', variant: 'subtle', color: 'gray' } }),
    Anchor: Anchor.extend({ defaultProps: { size: 'sm', underline: 'hover' } }),
    Input: Input.extend(desk('xs')),
    InputWrapper: Input.Wrapper.extend({
      defaultProps: { size: 'xs', inputWrapperOrder: ['label', 'input', 'description', 'error'] },
      styles: { description: { fontSize: 12 }, error: { fontSize: 12 } },
    }),
    TextInput: TextInput.extend(desk('xs')),
    PasswordInput: PasswordInput.extend(desk('xs')),
    NumberInput: NumberInput.extend(desk('xs')),
    Textarea: Textarea.extend(desk('xs')),
    Select: Select.extend({ defaultProps: { size: 'xs', comboboxProps: still } }),
    Checkbox: Checkbox.extend(desk('xs')),
    Radio: Radio.extend(desk('xs')),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'xs', transitionDuration: 90 } }),
    Table: Table.extend({
      styles: { th: { color: 'var(--clinic-muted)', fontSize: 12, fontWeight: 560 } },
      defaultProps: {
        verticalSpacing: 5,
        horizontalSpacing: 10,
        fz: 'sm',
        borderColor: 'var(--clinic-line)',
      },
    }),
    Tabs: Tabs.extend({ defaultProps: { keepMounted: false } }),
    Badge: Badge.extend({ defaultProps: { size: 'sm', radius: 'sm', tt: 'none', fw: 560 } }),
    Text: Text.extend(desk('sm')),
    Paper: Paper.extend({ defaultProps: { withBorder: true, shadow: 'none' } }),
    Fieldset: Fieldset.extend({ defaultProps: { variant: 'unstyled' } }),
    Notification: Notification.extend({ defaultProps: { withBorder: true } }),
    NavLink: NavLink.extend({ defaultProps: { px: 'xs', py: 6 } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, withArrow: false, fz: 'xs', ...still } }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md', ...still } }),
    Menu: Menu.extend({
      defaultProps: { shadow: 'md', withinPortal: false, withInitialFocusPlaceholder: false, ...still },
    }),
    Modal: Modal.extend({
      ...dialogTitle,
      defaultProps: { centered: true, ...plainHead, ...still, overlayProps: { backgroundOpacity: 0.4 } },
    }),
    Drawer: Drawer.extend({
      ...dialogTitle,
      defaultProps: { position: 'right', ...plainHead, ...still },
    }),
    Loader: Loader.extend(desk('sm')),
    ScrollArea: ScrollArea.extend({ defaultProps: { type: 'auto', scrollbarSize: 8 } }),
  },
});

/** The patient's pages: 16 px text, controls of 44 px and more. */
export const patientTheme: MantineThemeOverride = createTheme({
  ...shared,
  fontSizes: { xs: '14px', sm: '15px', md: '16px', lg: '18px', xl: '22px' },
  components: {
    Button: Button.extend({ defaultProps: { size: 'md' }, styles: { root: { minHeight: 44 } } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { size: 44, variant: 'subtle', color: 'gray' } }),
    TextInput: TextInput.extend(desk('md')),
    Select: Select.extend(desk('md')),
    Paper: Paper.extend({ defaultProps: { withBorder: true, shadow: 'none' } }),
    Modal: Modal.extend({ defaultProps: { centered: true, ...plainHead, ...still } }),
  },
});

/** Mantine's own dimmed, placeholder and error colours miss WCAG AA on our greys; these reach it in both schemes. */
export const clinicCssVariables: CSSVariablesResolver = (theme) => ({
  variables: {},
  light: {
    '--mantine-color-error': '#b42318',
    '--mantine-color-dimmed': theme.colors.gray?.[7] ?? '#566273',
    '--mantine-color-placeholder': theme.colors.gray?.[7] ?? '#566273',
    '--mantine-color-default-border': theme.colors.gray?.[4] ?? '#b6c0cc',
  },
  dark: {
    '--mantine-color-error': '#ff9b90',
    '--mantine-color-dimmed': theme.colors.dark?.[2] ?? '#9ba7b6',
    '--mantine-color-placeholder': theme.colors.dark?.[2] ?? '#9ba7b6',
    '--mantine-color-anchor': theme.colors.teal?.[3] ?? '#74c3bd',
    '--mantine-color-teal-text': theme.colors.teal?.[3] ?? '#74c3bd',
    '--mantine-color-disabled-color': theme.colors.dark?.[2] ?? '#9ba7b6',
  },
});
