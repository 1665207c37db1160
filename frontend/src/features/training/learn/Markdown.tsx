import Lesson, { type Components } from "react-markdown";
import { mediumAt } from "@/api/media";
import { linkTo, mediumOf } from "./links";
import classes from "./learn.module.css";

function Medium({ src, alt }: { src?: string; alt?: string }) {
  const medium = mediumOf(src ?? "");
  if (!medium) return alt ? <em>{alt}</em> : null;
  const at = mediumAt(medium.id);
  if (medium.kind === "audio") return <audio controls preload="metadata" src={at} aria-label={alt} />;
  if (medium.kind === "video") return <video controls preload="metadata" playsInline src={at} aria-label={alt} />;
  return <img src={at} alt={alt ?? ""} loading="lazy" />;
}

const components: Components = {
  img: ({ src, alt }) => <Medium src={typeof src === "string" ? src : undefined} alt={alt} />,
  a: ({ href, children }) =>
    href ? (
      <a href={href} target="_blank" rel="noreferrer noopener nofollow">
        {children}
      </a>
    ) : (
      <>{children}</>
    ),
  h1: "h3",
  h2: "h3",
  h5: "h4",
  h6: "h4",
};

const address = (url: string, place: string) => (place === "src" ? (mediumOf(url) ? url : "") : linkTo(url));

/** A lesson as it is read: Markdown without HTML, with media of our own and links that lead out. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className={classes.lesson}>
      <Lesson skipHtml urlTransform={address} components={components}>
        {text}
      </Lesson>
    </div>
  );
}
