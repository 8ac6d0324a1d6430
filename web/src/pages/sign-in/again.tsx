import { Box, Modal, Text } from '@mantine/core';
import { useId } from 'react';
import { useWords } from '../../language.tsx';
import { SESSION } from '../../words/session.ts';
import { SignInForm } from './form.tsx';

/**
 * Asks a user whose session has ended to sign in again. It covers the page, which stays as it is beneath: what was typed is
 * there when it is gone.
 */
export function SignInAgain({ name, isOpen }: { readonly name: string; readonly isOpen: boolean }) {
  const text = useWords(SESSION);
  return (
    <Modal
      stackId={useId()}
      opened={isOpen}
      onClose={() => undefined}
      fullScreen
      withCloseButton={false}
      closeOnEscape={false}
    >
      <Box w={380} maw="100%" mx="auto" pt="8vh">
        <Modal.Title component="h1" mb="md">
          {text.ended}
        </Modal.Title>
        <Text mb="md">{text.ended_note}</Text>
        <SignInForm known={name} />
      </Box>
    </Modal>
  );
}
