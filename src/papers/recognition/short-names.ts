import type { TextRange } from "../../search/hit.ts";
import { nameKey } from "../keys.ts";
import type { NamePlace } from "../paper-notes.ts";

const TOKEN = /(?<![\p{L}\p{N}@#/_.-])[A-Za-z][A-Za-z0-9]*(?:[-+.][A-Za-z0-9]+)*/gu;
const LONGEST_NAME_CHARS = 24;

/** What is written in capitals and names no paper. */
const GENERAL: ReadonlySet<string> = new Set(
  `AI ML DL RL NLP CV IR LLM LLMS LM GPU CPU TPU API SDK SQL NOSQL HTTP HTTPS URL JSON XML HTML CSS PDF CSV AB CTR CVR
  ROC AUC NDCG MRR MAP RMSE MSE MAE KPI GMV ROI DAU MAU LTV SOTA OOM RAM SSD USA EU UK UN UX UI QA PM HR CEO CTO VP CFO
  FAQ PS UPD TLDR IMHO ASAP FYI GAN CNN RNN DNN MLP GNN VAE SGD ANN KNN SVM PCA NN FFN GRU LSTM MDP NER OCR ASR TTS RAG
  SFT RLHF MOE KDD SIGIR WWW CIKM WSDM ECIR ICML ICLR NIPS NEURIPS ACL EMNLP NAACL AAAI IJCAI CVPR ICCV ECCV ACM IEEE
  RECSYS ARXIV MIT CMU HSE ITMO MSU GITHUB YOUTUBE TIKTOK LINKEDIN OPENAI DEEPMIND CHATGPT PYTORCH TENSORFLOW IOS MACOS
  WECHAT ID IDS OK DB BI ETL CI CD PR MR TV CD DJ USD RUB EUR YANDEX`
    .trim()
    .split(/\s+/),
);

/** Names that somebody coined (HSTU, DCN-v2, PinnerFormer), the first place of each, in the order of the text. */
export function coinedNamesIn(text: string): NamePlace[] {
  const places = new Map<string, NamePlace>();
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const name = headOf(token);
    if (!isCoined(name)) continue;
    const key = nameKey(name);
    if (!places.has(key)) places.set(key, { name: key, start: index, end: index + name.length });
  }
  return [...places.values()];
}

/** Whether a word or two are a name that a paper may have given to what it brought. */
export function isCoined(name: string): boolean {
  const letters = name.replace(/[^A-Za-z0-9]/g, "");
  if (letters.length < 2 || name.length > LONGEST_NAME_CHARS || GENERAL.has(letters.toUpperCase()))
    return false;
  return name
    .split(/[-+.\s]/)
    .some((part) => /[A-Z].*[A-Z]/.test(part) || /^(?=.*[A-Za-z])(?=.*\d)\w{2,}$/.test(part));
}

/** "HSTU-based" says HSTU. */
function headOf(token: string): string {
  return token.replace(/-[a-z]{2,}$/, "");
}

const IN_BRACKETS =
  /^\s*[([]\s*(?:aka\s+|он же\s+|или\s+|a\.k\.a\.\s+)?([A-Za-z][\w+.-]*(?:\s[A-Za-z]?\d[\w.]*)?)\s*[)\]]/u;
const NAME_BEFORE = /(?:^|[\s«"“(])([A-Za-z][\w+.-]*(?:\s[vV]?\d)?)\s*(?:[:—–]|\s-)?\s*[(«"“]?$/u;

/** The names that a text gives a paper right beside its title: "Title (HSTU)", "HSTU: Title", "HSTU (Title)". */
export function namesBeside(text: string, { start, end }: TextRange): string[] {
  const after = IN_BRACKETS.exec(text.slice(end, end + 60).replace(/^[»”"]/, ""))?.[1];
  const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  const isNamed = /[:(—–]\s*[«"“]?$|\s-\s*$/.test(line);
  const before = isNamed ? NAME_BEFORE.exec(line)?.[1] : undefined;
  const own = /^([A-Za-z][\w+.-]*(?:\s[vV]?\d)?):\s/.exec(text.slice(start, end))?.[1];
  return [own, after, before].filter((name): name is string => name !== undefined && isCoined(name));
}
