import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { saysOf } from '../api/problem.ts';
import { useSay, useWords } from '../language.tsx';
import { COMMON } from '../words/common.ts';

interface Props {
  readonly fault: unknown;
  readonly onRetry?: (() => void) | undefined;
}

/** Says what went wrong and what to do, with a way to try again where there is one. */
export function ErrorState({ fault, onRetry }: Props) {
  const { retry, failed } = useWords(COMMON);
  const say = useSay();
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      title={failed}
      mb="sm"
      role="alert"
    >
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{say(saysOf(fault))}</Text>
        {onRetry !== undefined && (
          <Button variant="default" size="xs" onClick={onRetry}>
            {retry}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
