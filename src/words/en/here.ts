export const here = {
  language: {
    notHere: 'Only a channel has a language of its own',
    ownIsTeams:
      'What is said to you alone is in the language of your Teams. Type this in a channel, for the cards that come there.',
    unknown: (said: string) => (said === '' ? 'Which language?' : `The bot does not speak “${said}”`),
    spoken: 'It speaks English and German. Without a choice, a channel has the language of the bot’s settings:',
    chosen: 'Cards in this channel are in English now',
    fromNow:
      'Those that stand here change with their next news. What is said to you alone stays in the language of your Teams.',
  },
}
