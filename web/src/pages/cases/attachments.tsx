import { Alert, Anchor, Button, FileButton, Stack, Text } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import type { CaseDetail } from '../../../../src/server/contract/cases.ts';
import { pathOf } from '../../api/client.ts';
import { saysOf } from '../../api/problem.ts';
import { useSendFiles } from '../../api/send-files.ts';
import { useBookId } from '../../book.tsx';
import { useLanguage, useSay, useWords } from '../../language.tsx';
import { useMay } from '../../me.tsx';
import { CASES } from '../../words/cases.ts';
import { bytesText, momentText } from '../../words/format.ts';

/** Files attached to a case, and attaching more. */
export function Attachments({ of }: { readonly of: CaseDetail }) {
  const text = useWords(CASES);
  const say = useSay();
  const may = useMay();
  const { language } = useLanguage();
  const bookId = useBookId();
  const send = useSendFiles('attach', { params: { book_id: bookId, case_id: of.case_id } });
  return (
    <Stack gap={4} align="flex-start">
      {of.attachments.map(({ attachment_id, file, bytes, made_by, made_at }) => (
        <Text key={attachment_id} size="sm" style={{ overflowWrap: 'anywhere' }}>
          <Anchor href={pathOf('attachment', { params: { book_id: bookId, attachment_id } })} download={file}>
            {file}
          </Anchor>{' '}
          <Text span size="xs" c="var(--soft)">
            {bytesText(bytes, language)} · {made_by} · {momentText(made_at)}
          </Text>
        </Text>
      ))}
      {send.isError && (
        <Alert color="red" variant="light" role="alert">
          {say(saysOf(send.error))}
        </Alert>
      )}
      {may('attach') && (
        <FileButton multiple onChange={(files) => files.length > 0 && send.mutate(files)}>
          {(props) => (
            <Button
              {...props}
              size="xs"
              variant="default"
              loading={send.isPending}
              leftSection={<IconPaperclip size={14} aria-hidden />}
            >
              {text.attach}
            </Button>
          )}
        </FileButton>
      )}
    </Stack>
  );
}
