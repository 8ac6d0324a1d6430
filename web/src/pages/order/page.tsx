import { ActionIcon, Button, CopyButton, Group, SimpleGrid, Stack, Text, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy, IconPrinter } from '@tabler/icons-react';
import { useParams } from 'wouter';
import type { OrderStory } from '../../../../src/server/contract/orders.ts';
import { useApi } from '../../api/queries.ts';
import { useBookId } from '../../book.tsx';
import { useSay, useWords } from '../../language.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { Unanswered } from '../../parts/unanswered.tsx';
import { COMMON } from '../../words/common.ts';
import { capitalText } from '../../words/format.ts';
import { ORDER } from '../../words/order.ts';
import { Cases } from './cases.tsx';
import { Equation } from './equation.tsx';
import { Lines } from './lines.tsx';
import { NearMisses } from './near-misses.tsx';
import classes from './page.module.css';
import { Timeline } from './timeline.tsx';

/** Everything known about one order, in order of time. */
export default function OrderPage() {
  const text = useWords(ORDER);
  const bookId = useBookId();
  const { order_no = '' } = useParams<{ order_no: string }>();
  const found = useApi('order', { params: { book_id: bookId, order_no } });
  if (!found.isSuccess) return <Unanswered title={text.title(order_no)} asked={found} />;
  return <Story story={found.data.order} />;
}

function Story({ story }: { readonly story: OrderStory }) {
  return (
    <>
      <Head story={story} />
      <Stack gap="sm">
        <Why story={story} />
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="sm">
          <Equation equation={story.equation} />
          <Cases cases={story.cases} />
        </SimpleGrid>
        <Timeline events={story.events} />
        {story.lines.length > 0 && <Lines lines={story.lines} />}
        {story.near_misses.length > 0 && <NearMisses story={story} />}
      </Stack>
    </>
  );
}

function Head({ story }: { readonly story: OrderStory }) {
  const text = useWords(ORDER);
  const { print } = useWords(COMMON);
  const say = useSay();
  const status = story.status_name === null ? story.status : capitalText(say(story.status_name));
  const facts = [story.shop ?? text.no_shop, status].filter((fact) => fact !== null);
  return (
    <PageHeader title={text.title(story.order_no)} note={facts.join(' · ')}>
      <CopyNumber number={story.order_no} />
      <Button
        variant="default"
        leftSection={<IconPrinter size={16} aria-hidden />}
        onClick={() => window.print()}
      >
        {print}
      </Button>
    </PageHeader>
  );
}

function CopyNumber({ number }: { readonly number: string }) {
  const text = useWords(ORDER);
  return (
    <CopyButton value={number} timeout={2000}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? text.copied : text.copy}>
          <ActionIcon
            variant="default"
            size={36}
            aria-label={copied ? text.copied : text.copy}
            onClick={copy}
          >
            {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}

function Why({ story }: { readonly story: OrderStory }) {
  const text = useWords(ORDER);
  const say = useSay();
  return (
    <section aria-label={text.why} className={classes.why}>
      <Group gap="xs" wrap="nowrap" align="baseline">
        {story.state !== null && story.state_name !== null && (
          <StateBadge state={story.state} name={say(story.state_name)} />
        )}
        <Text component="p">
          {story.cause_name !== null && <strong>{capitalText(say(story.cause_name))} · </strong>}
          {say(story.why)}
        </Text>
      </Group>
    </section>
  );
}
