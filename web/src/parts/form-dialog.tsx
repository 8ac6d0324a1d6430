import { Button, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useWords } from '../language.tsx';
import { COMMON } from '../words/common.ts';
import { Dialog } from './dialog.tsx';
import { DialogButtons } from './dialog-buttons.tsx';

interface Props {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onSubmit: () => void;
  /** What the button says; "save" when absent. */
  readonly says?: string;
  /** What is submitted takes something away for good. */
  readonly isGrave?: boolean;
  readonly canSubmit?: boolean;
  readonly isBusy: boolean;
  /** What the server refused, if it did. */
  readonly fault: unknown;
  readonly children: ReactNode;
}

/** A dialog with a form: fields, what was refused, and two buttons. */
export function FormDialog(props: Props) {
  const {
    title,
    isOpen,
    onClose,
    onSubmit,
    says,
    isGrave = false,
    canSubmit = true,
    isBusy,
    fault,
    children,
  } = props;
  const text = useWords(COMMON);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {children}
          <DialogButtons fault={fault}>
            <Button variant="default" onClick={onClose}>
              {text.cancel}
            </Button>
            <Button type="submit" color={isGrave ? 'red' : undefined} loading={isBusy} disabled={!canSubmit}>
              {says ?? text.save}
            </Button>
          </DialogButtons>
        </Stack>
      </form>
    </Dialog>
  );
}
