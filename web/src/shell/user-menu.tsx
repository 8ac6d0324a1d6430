import { ActionIcon, Button, Menu, Tooltip, useMantineColorScheme } from '@mantine/core';
import { IconKeyboard, IconLogout, IconSettings, IconUser } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { useLanguage, useSay, useWords } from '../language.tsx';
import { useSession } from '../me.tsx';
import { usePress } from '../parts/use-press.ts';
import { capitalText } from '../words/format.ts';
import { LANGUAGE_NAMES } from '../words/session.ts';
import { SHELL } from '../words/shell.ts';
import { LANGUAGES } from '../words/words.ts';
import { showKeys } from './key-page.tsx';

const THEMES = ['light', 'dark', 'auto'] as const;

/** The user's own menu: theme, language, settings, keys, and the way out. */
export function UserMenu() {
  const text = useWords(SHELL);
  const say = useSay();
  const { me, roles } = useSession();
  const [, go] = useLocation();
  const leave = usePress('sign_out');
  return (
    <>
      <Tooltip label={text.help}>
        <ActionIcon aria-label={text.help} onClick={showKeys}>
          <IconKeyboard size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Menu position="bottom-end" width={220} closeOnItemClick={false} withinPortal={false}>
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            size="xs"
            fz="sm"
            leftSection={<IconUser size={16} aria-hidden />}
            aria-label={`${text.user_menu}: ${me.display_name}`}
          >
            {me.display_name || me.name}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{capitalText(say(roles[me.role]))}</Menu.Label>
          <ThemeItems />
          <LanguageItems />
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconSettings size={16} aria-hidden />}
            closeMenuOnClick
            onClick={() => go('/me')}
          >
            {text.my_settings}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconLogout size={16} aria-hidden />}
            onClick={() => leave.mutate({}, { onSuccess: forgetAll })}
          >
            {text.sign_out}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

/** Whoever leaves on purpose leaves nothing on the page, nor among the replies that it has kept. */
function forgetAll(): void {
  window.location.reload();
}

function ThemeItems() {
  const text = useWords(SHELL);
  const { me } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const update = usePress('update_me', ['session']);
  const own = me.theme;
  useEffect(() => setColorScheme(own), [own, setColorScheme]);
  const names = { light: text.theme_light, dark: text.theme_dark, auto: text.theme_auto };
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{text.theme}</Menu.Label>
      <Menu.RadioGroup
        value={colorScheme}
        onChange={(value) => {
          const theme = THEMES.find((one) => one === value) ?? 'auto';
          setColorScheme(theme);
          update.mutate({ body: { theme } });
        }}
      >
        {THEMES.map((theme) => (
          <Menu.RadioItem key={theme} value={theme}>
            {names[theme]}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}

function LanguageItems() {
  const text = useWords(SHELL);
  const { language, chooseLanguage } = useLanguage();
  const update = usePress('update_me', ['session']);
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{text.language}</Menu.Label>
      <Menu.RadioGroup
        value={language}
        onChange={(value) => {
          const chosen = LANGUAGES.find((one) => one === value) ?? language;
          chooseLanguage(chosen);
          update.mutate({ body: { language: chosen } });
        }}
      >
        {LANGUAGES.map((one) => (
          <Menu.RadioItem key={one} value={one} lang={one}>
            {LANGUAGE_NAMES[one]}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}
