import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { Component, type ReactNode } from 'react';
import { useWords } from '../language.tsx';
import { COMMON } from '../words/common.ts';
import { EmptyState } from './empty-state.tsx';

interface Props {
  /** The address that is shown: at another one all is tried anew. */
  readonly of: string;
  readonly children: ReactNode;
}

/** Keeps the frame when a page cannot be shown, as one whose code went with an update of the program, and says what to do. */
export class PageBoundary extends Component<Props, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override componentDidUpdate(before: Props): void {
    if (this.state.hasFailed && before.of !== this.props.of) this.setState({ hasFailed: false });
  }

  override render(): ReactNode {
    return this.state.hasFailed ? <Failed /> : this.props.children;
  }
}

function Failed() {
  const text = useWords(COMMON);
  return (
    <EmptyState icon={IconRefresh} title={text.page_failed} advice={text.page_failed_advice}>
      <Button onClick={() => location.reload()}>{text.reload}</Button>
    </EmptyState>
  );
}
