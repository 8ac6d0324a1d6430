import { Center, Loader, VisuallyHidden } from '@mantine/core';
import { useWords } from '../language.tsx';
import { COMMON } from '../words/common.ts';

/** Says that something is on its way. */
export function Waiting() {
  const { loading } = useWords(COMMON);
  return (
    <Center mih={160} role="status">
      <Loader size="sm" />
      <VisuallyHidden>{loading}</VisuallyHidden>
    </Center>
  );
}
