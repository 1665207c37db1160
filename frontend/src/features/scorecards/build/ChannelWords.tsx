import { ActionIcon, Button, Menu, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { channels, type Channel } from "@/api/types";
import { Icon } from "@/parts/Icon";
import { useBuilder, useField } from "./builder";
import classes from "./build.module.css";

interface Props {
  title: string;
  words?: Record<string, string>;
  place: string;
  /** What has to be open for it to be seen. */
  opened: string;
  most: number;
  onChange: (words: Record<string, string>) => void;
}

/** What is said of single channels, in the first language alone. */
export function ChannelWords({ title, words = {}, place, opened, most, onChange }: Props) {
  const { t } = useTranslation();
  const { first, focus } = useBuilder();
  const field = useField(`${place}.`);
  const known = channels.filter((channel) => words[channel] !== undefined);
  const left = channels.filter((channel) => words[channel] === undefined);
  const add = (channel: Channel) => {
    focus(`${place}.${channel}`, opened);
    onChange({ ...words, [channel]: "" });
  };
  const remove = (channel: Channel) => {
    const { [channel]: _gone, ...rest } = words;
    onChange(rest);
  };
  return (
    <fieldset className={classes.levels}>
      <legend>{title}</legend>
      {known.length > 0 && (
        <ul>
          {known.map((channel) => (
            <li key={channel} className={classes.cause}>
              <Textarea autosize minRows={2} label={t(`channel.${channel}`)} lang={first} maxLength={most} {...field(channel)} value={words[channel]} onChange={(e) => onChange({ ...words, [channel]: e.currentTarget.value })} />
              <ActionIcon variant="subtle" aria-label={t("builder.remove", { name: `${title}: ${t(`channel.${channel}`)}` })} onClick={() => remove(channel)}>
                <Icon name="remove" size={16} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      {left.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button variant="default" size="compact-sm">
              {t("builder.add_channel")}
              <span className="visually-hidden"> {title}</span>
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {left.map((channel) => (
              <Menu.Item key={channel} onClick={() => add(channel)}>
                {t(`channel.${channel}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </fieldset>
  );
}
