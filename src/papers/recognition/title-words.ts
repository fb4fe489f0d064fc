/** Words of titles by what they tell. In lower case; scientific ones by their beginnings. */

export const FUNCTION_WORDS: ReadonlySet<string> = words(`
  a an the of for in on with via using from to as by and or nor at into toward towards under through between beyond
  without within over than versus vs per across during against among is are be not all you your we it its their
  how what when where why who which that can do does need more less meets meet nor but if`);

/** Between two words that say something they make a title out of a list of words. */
export const JOINING_WORDS: ReadonlySet<string> = words(`
  of for in on with via using from to as by at into toward towards under through between beyond without within over
  than across against meets`);

/** What research on learning, recommending and retrieving speaks of. */
const SUBJECTS = beginnings(`
  learning learned learner neural recommend rank rerank retriev embed attention transformer transduc generative
  representation reinforc bayes factoriz collaborative filtering click conversion sequential pretrain train contrastive
  preference bias debias causal counterfactual distill align semantic cold relevan personali advertis auction bid
  long-tail popularity fairness diversity sampl quantiz autoencod encoder decoder autoregress diffusion bandit
  exploration exploitation policy exposure calibrat robust generaliz zero-shot few-shot shot reasoning hallucinat
  mixture expert gating convolution recurrent latent variational probabilistic stochastic gradient boosting ensemble
  hierarch llm fine-tun finetun instruct prompt chain-of-thought augment industrial engagement satisfaction feedback
  reward tower cross-domain transfer meta-learning federated multimodal multi-modal conversational dialog simulat
  empirical theor converge tabular time-series phenomenon nearest neighbo approximate supervis classif cluster estimat
  inferen intent interest behavio user item quer document passage token benchmark dataset corpus survey towards
  rethinking revisiting demystifying unpacking taming bridging scaling scalable graph network deep(?!mind) knowledge cascade ctr
  cvr e-commerce regress similarity hash matri session clickthrough multi-task multitask rating crowdsourc propensity
  off-policy uplift perplexity attributio interpretab explainab adversarial unlearning memoriz perceptron kernel
  experiment vocabular entropy softmax tensor lingual translation answering summariz entit ontolog text-to compression`);
/** What it shares with the rest of the world. */
const COMMON_SUBJECTS = beginnings(`
  system framework approach method analy understand model data search web online offline image video music audio text
  speech language efficient adaptive unified optim feature interact algorithm evaluat quality large billion trillion
  memory agent communit virtual performance parameter improv enhanc leverag explor comput tree loss metric automatic
  structured prediction predict cooperat content generation consumption vision visual social context dynamic temporal
  discover practical lesson scale fast simple human machine artificial intelligence information evidence stud science
  service domain pattern signal space attribute feed sparse dense linear logistic hidden challeng`);

/** Words that make it a place, an event or somebody's post rather than a paper. */
export const EVENT_WORDS: ReadonlySet<string> = words(`
  conference workshop symposium summit meetup meeting proceedings cup olympiad hackathon tutorial keynote webinar
  forum expo congress kdd sigir neurips nips icml iclr wsdm cikm ecir emnlp acl naacl cvpr aaai ijcai`);
export const JOB_WORDS: ReadonlySet<string> = words(`
  engineer engineers manager director vp senior junior middle scientist professor officer founder ceo cto intern
  vacancy hiring developer analyst analysts phd postdoc`);
export const MEDIA_WORDS: ReadonlySet<string> = words(`
  podcast episode course certificate specialization bootcamp newsletter blog soundtrack trailer feat ft remix
  lesson docs documentation slides demo repo`);
/** Names of companies and products; a run of capitals that begins with one is likely theirs. */
export const COMPANY_WORDS: ReadonlySet<string> = words(`
  google yandex amazon meta facebook microsoft apple netflix spotify pinterest linkedin twitter tiktok bytedance
  alibaba taobao tencent baidu kuaishou youtube instagram uber airbnb openai deepmind nvidia huawei sber sberbank
  tinkoff ozon avito wildberries vk mail telegram whatsapp github hugging huggingface kaggle intel ibm oracle samsung
  anthropic mistral databricks snowflake snapchat reddit zalando booking etsy ebay walmart shopify jd meituan shopee
  yahoo bing chrome android windows linux docker kubernetes azure aws gemini chatgpt claude copilot vertex`);
/** Whoever writes so talks to readers, or tells of what happened. */
export const TALKING_WORDS: ReadonlySet<string> = words(`
  i i'm i've my me we we're we've us our let's you're you'll you've don't doesn't isn't aren't wasn't didn't can't
  won't it's that's there's here's what's gets getting got gonna wanna will would should could
  please thanks thank hello hi yes said says say told think thinks buy sign click
  subscribe introducing launch launched announced announcing released today tomorrow yesterday`);

/** Words of people who write programs, and of those who tell them how. */
export const PROGRAMMING_WORDS: ReadonlySet<string> = words(`
  go golang python django rust java javascript typescript react vue angular docker kubernetes k8s linux bash git github
  sql postgres postgresql mysql mongodb redis api apis rest grpc microservice microservices backend frontend devops aws
  azure cli ide vscode vim regex css html pandas numpy flask fastapi node nodejs npm compiler goroutine goroutines
  generics debugging unit refactoring wordpress unreal unity jvm kotlin swift flutter laravel php ruby rails
  logging webassembly wasm terraform ansible jenkins gitlab coding programming programmers developers`);
export const ADVICE_WORDS: ReadonlySet<string> = words(`
  tips tricks tools guide handbook cookbook beginners beginner scratch step explained cheat sheet cheatsheet interview
  roadmap mistakes edition vol checklist ultimate hacks secret easy introduction intro crash
  getting started`);
/** Verbs of headlines. */
export const NEWS_WORDS: ReadonlySet<string> = words(`
  announces launches unveils raises acquires releases hits delays opens shuts bans sues wins loses buys sells plans
  says warns confirms denies rolls`);
export const ASKING_WORDS: ReadonlySet<string> = words(
  "how why what when top best building writing making learn 10 7 5",
);

/** Tells research from everything else. */
export function isSubject(word: string): boolean {
  return SUBJECTS.test(word);
}

export function isCommonSubject(word: string): boolean {
  return COMMON_SUBJECTS.test(word);
}

function beginnings(list: string): RegExp {
  return new RegExp(`^(?:${list.trim().split(/\s+/).join("|")})`);
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}
