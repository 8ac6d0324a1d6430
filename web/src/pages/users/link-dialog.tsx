import { Button, CopyButton, Group, Text, TextInput } from '@mantine/core';
import { useWords } from '../../language.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { momentText } from '../../words/format.ts';
import { USERS } from '../../words/users.ts';

/** A one-time link, and whom it is for. */
export interface ShownLink {
  readonly path: string;
  readonly expires_at: string;
  readonly name: string;
}

/** Shows a one-time link once, to be copied. */
export function LinkDialog({
  link,
  onClose,
}: {
  readonly link: ShownLink | null;
  readonly onClose: () => void;
}) {
  const text = useWords(USERS);
  const address = link === null ? '' : new URL(link.path, location.origin).href;
  return (
    <Dialog title={text.link_title} isOpen={link !== null} onClose={onClose} size="lg">
      {link !== null && (
        <Text size="sm" mb="sm">
          {text.link_note(link.name, momentText(link.expires_at))}
        </Text>
      )}
      <Group wrap="nowrap">
        <TextInput flex={1} readOnly value={address} aria-label={text.link_title} />
        <CopyButton value={address}>
          {({ copied, copy }) => (
            <Button onClick={copy} data-autofocus>
              {copied ? text.copied : text.copy}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Dialog>
  );
}
