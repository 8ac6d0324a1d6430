import { Center, Loader, VisuallyHidden } from '@mantine/core';
import { useExpected } from '../keys.tsx';
import { useWords } from '../language.tsx';
import { COMMON } from '../words/common.ts';

/** Says that something is on its way; keys that only it may answer wait for it. */
export function Waiting() {
  const { loading } = useWords(COMMON);
  useExpected();
  return (
    <Center mih={160} role="status">
      <Loader size="sm" />
      <VisuallyHidden>{loading}</VisuallyHidden>
    </Center>
  );
}
