import type { SignedIn } from '../actions/workspace/sign-in.ts';
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
