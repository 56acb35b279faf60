/** Words that carry no subject: they neither name what an essay is about nor count as keeping to it. */
export const functionWords: ReadonlySet<string> = new Set(
  `a about after all also always am an and any are as at be because been before being but by can could did do does for
  from get had has have he her him his how i if in into is it its just like many may me might more most much must my no
  not of on one or other our out over say should so some such than that the their them then there these they this those
  to too two up upon us very was we were what when where which while who whom whose why will with would you your write
  describe explain argue give reasons examples essay`.split(/\s+/),
);

/** Words and phrases by which a writer shows how one thought leads to the next. */
// prettier-ignore
export const connectives: readonly string[] = [
  'admittedly', 'after all', 'after that', 'although', 'as a result', 'as though', 'at first', 'at last', 'because',
  'by contrast', 'consequently', 'even so', 'even though', 'finally', 'first', 'firstly', 'for example', 'for instance',
  'furthermore', 'however', 'in addition', 'in conclusion', 'in contrast', 'in fact', 'in my opinion', 'in my view',
  'in order to', 'instead', 'meanwhile', 'moreover', 'namely', 'nevertheless', 'of course', 'on the one hand',
  'on the other hand', 'rather', 'secondly', 'similarly', 'since', 'so that', 'still', 'then', 'therefore', 'though',
  'thus', 'to begin with', 'to sum up', 'unless', 'until', 'whenever', 'whereas', 'whether', 'while', 'yet',
];

/** Slips that a marker underlines: frequent misspellings and contractions that have lost their apostrophe. */
export const slips: ReadonlySet<string> = new Set(
  `alot becuase becasue beleive definately definatly enviroment freind goverment grammer happend intresting recieve
  seperate suprise tommorow untill wensday wierd arent cant couldnt didnt doesnt dont hadnt hasnt havent im isnt ive
  shouldnt thats theres theyre wasnt werent wont wouldnt youre`.split(/\s+/),
);
