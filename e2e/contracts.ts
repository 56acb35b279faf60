import type { Locator, Page } from '@playwright/test';
import type { Role } from '../lib/target/accounts.js';
import type { Json } from '../lib/target/json.js';
import type { Credentials, DocumentToUpload } from '../lib/target/capabilities.js';

/** Where one signs in. */
export interface SignInPage {
  open: () => Promise<void>;
  /** Types both and sends them; what becomes of it is for the check to see. */
  signIn: (credentials: Credentials) => Promise<void>;
  /** What a person sees who typed a wrong password. */
  readonly refusal: Locator;
  /** What is there exactly when one is asked to sign in. */
  readonly form: Locator;
}

/** What every page of somebody who is signed in has. */
export interface HomePage {
  /** Opens the page that one sees first. */
  open: () => Promise<void>;
  /** What is there exactly when somebody is signed in. */
  readonly signedIn: Locator;
  /** Ends the session; ends where one is asked to sign in again. */
  signOut: () => Promise<void>;
}

/** Where documents are uploaded and listed. */
export interface UploadPage {
  open: () => Promise<void>;
  /** Chooses the file and sends it; ends when the page says that it is there. */
  upload: (document: DocumentToUpload) => Promise<void>;
  /** The entry of a document in the list. */
  entry: (title: string) => Locator;
  /** Opens a document from the list. */
  read: (title: string) => Promise<void>;
  /** The text of the document that was opened. */
  readonly text: Locator;
}

/** Where the result of work in the background is followed and seen. */
export interface ResultPage {
  open: (id: string) => Promise<void>;
  /** What is there while the work is under way, and is not once it has ended. */
  readonly progress: Locator;
  /** How far the work is, in words that change as it goes on. */
  readonly tally: Locator;
  /** What is there once the result is. */
  readonly finished: Locator;
  /** The names in the result, in the order shown. */
  readonly order: Locator;
  /** What a person sees who may not see it. */
  readonly refusal: Locator;
}

/** A page that any visitor, or any member, can open. */
export interface ListedPage {
  readonly path: string;
  /** Who opens it; nobody in particular when it is left out. */
  readonly account?: Role;
  /** What is there once the page has loaded. */
  readonly shows: (page: Page) => Locator;
  /** What the API says to the same person at this path, and what texts of it the page shows. */
  readonly live?: { readonly path: string; readonly texts: (body: Json) => unknown };
}

declare module '../lib/target/capabilities.js' {
  interface PageContracts {
    readonly signIn: new (page: Page) => SignInPage;
    readonly home: new (page: Page) => HomePage;
    readonly upload: new (page: Page) => UploadPage;
    readonly result: new (page: Page) => ResultPage;
    readonly pages: Readonly<Record<string, ListedPage>>;
  }
}
