import { Anchor, Box, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import { ApiProblem } from '../../api/problem.ts';
import { useApi } from '../../api/queries.ts';
import { useWords } from '../../language.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { COMMON } from '../../words/common.ts';
import { SESSION } from '../../words/session.ts';
import { DoorSheet } from '../sign-in/door.tsx';
import { PasswordForm } from './password-form.tsx';

/** Where a one-time link leads: the user chooses a password and is in. */
export default function LinkPage({ token }: { readonly token: string }) {
  const text = useWords(SESSION);
  const { product } = useWords(COMMON);
  const client = useQueryClient();
  const [, go] = useLocation();
  const link = useApi('one_time_link', { params: { token } }, { staleTime: Number.POSITIVE_INFINITY });
  const title = link.data?.is_first === true ? text.first_title : text.link_title;
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
  if (link.isPending) return <Waiting />;
  if (link.isError) {
    const isDead = link.error instanceof ApiProblem && link.error.problem.status > 0;
    if (isDead) return <DeadLink />;
    return (
      <Box p="md">
        <ErrorState fault={link.error} onRetry={() => void link.refetch()} />
      </Box>
    );
  }
  const enter = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: ['program', 'session'] });
    go('/', { replace: true });
  };
  return (
    <DoorSheet title={title}>
      <PasswordForm token={token} link={link.data} onDone={() => void enter()} />
    </DoorSheet>
  );
}

function DeadLink() {
  const text = useWords(SESSION);
  return (
    <DoorSheet title={text.link_dead}>
      <Text size="sm" mb="md">
        {text.link_dead_advice}
      </Text>
      <Anchor component={Link} href="/">
        {text.to_sign_in}
      </Anchor>
    </DoorSheet>
  );
}
