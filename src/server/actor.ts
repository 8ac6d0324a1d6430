import type { SignedIn } from '../actions/workspace/sign-in.ts';
import { namesOfUsers } from '../actions/workspace/users.ts';
import type { Workbench } from '../actions/workspace/workbench.ts';
import type { Actor } from '../model/role.ts';

/** Who acts in the book of a call. */
export function actorOf({
  who,
  shops,
}: {
  readonly who: SignedIn;
  readonly shops: readonly string[] | null;
}): Actor {
  return { user_id: who.user.user_id, role: who.user.role, shops };
}

/** Gives the display name of a user; who is none, as the command line writes its users down, keeps the name. */
export async function namer({ workspace }: Workbench): Promise<(user_id: string) => string> {
  const names = await namesOfUsers(workspace);
  return (user_id) => names[user_id] ?? user_id;
}
