import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";

/* Both cookies are for this very host, out of reach of scripts, and come along when somebody returns from the platform. */

export type CookieName = "session" | "signing-in";

/** The prefix makes browsers refuse the cookie from anywhere but this host over HTTPS. */
const named = (name: CookieName, isHttps: boolean): string => `${isHttps ? "__Host-" : ""}muster-${name}`;

export function createCookies(isHttps: () => boolean) {
  return {
    get: (context: Context, name: CookieName): string | undefined =>
      getCookie(context, named(name, isHttps())),
    set(context: Context, name: CookieName, value: string, maxAgeS: number): void {
      const secure = isHttps();
      setCookie(context, named(name, secure), value, {
        httpOnly: true,
        sameSite: "Lax",
        path: "/",
        secure,
        maxAge: maxAgeS,
      });
    },
    drop(context: Context, name: CookieName): void {
      const secure = isHttps();
      deleteCookie(context, named(name, secure), { path: "/", secure });
    },
  };
}

export type Cookies = ReturnType<typeof createCookies>;
