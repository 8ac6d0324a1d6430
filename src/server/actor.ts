import type { SignedIn } from '../actions/workspace/sign-in.ts';
import { namesOfUsers } from '../actions/workspace/users.ts';
import type { Workbench } from '../actions/workspace/workbench.ts';
import type { Actor } from '../model/role.ts';

/** Who acts in a book: the user who is signed in, with the shops of it that he sees (null for all). */
export function actorOf(
  { user: { user_id, role } }: SignedIn,
  shops: readonly string[] | null = null,
): Actor {
  return { user_id, role, shops };
}

/** Gives the display name of a user. */
export type NameOf = (user_id: string) => string;

/** Gives display names; who is no user, as the command line writes its users down, keeps the name. */
export async function namer({ workspace }: Workbench): Promise<NameOf> {
  const names = await namesOfUsers(workspace);
  return (user_id) => names[user_id] ?? user_id;
}
