import { HttpError } from "../../../http/http-error.ts";
import { singlePage } from "../../../http/paging.ts";
import { type ClassicKey, type ClassicUser, readKey, readUser } from "./classic.ts";
import { type CollectedItems, classicItems, classicUrl, type Listing, paging, readItems } from "./listing.ts";

/**
 * The API keys of one user, or `gone` when the user was deleted since the users were listed. The operation takes no `page`: a user has at most
 * three keys (oci-go-sdk, identity/api_key.go), and they come in one reply.
 */
export async function listUserKeys(listing: Listing, user: ClassicUser): Promise<CollectedItems<ClassicKey> | "gone"> {
  const url = classicUrl(listing, `users/${encodeURIComponent(user.id)}/apiKeys`);
  const items: ClassicKey[] = [];
  try {
    for await (const key of readItems(url, singlePage(listing.client, url, paging), readKey)) items.push(key);
    return { items, missing: undefined };
  } catch (error) {
    if (error instanceof HttpError && error.status === 404 && (await isGone(listing, user))) return "gone";
    return { items, missing: listing.problems.add(`the API keys of user ${user.name} (${user.id})`, error) };
  }
}

/** A 404 may also mean that the keys may not be seen (NotAuthorizedOrNotFound). Users could be listed, so listing this one again tells which. */
async function isGone(listing: Listing, { id, name }: ClassicUser): Promise<boolean> {
  const query = { compartmentId: listing.tenancy, name };
  try {
    for await (const user of classicItems(listing, "users", query, readUser)) {
      if (user.id === id && user.lifecycleState !== "DELETING" && user.lifecycleState !== "DELETED") return false;
    }
    return true;
  } catch (error) {
    if (error instanceof HttpError) return false;
    throw error;
  }
}
