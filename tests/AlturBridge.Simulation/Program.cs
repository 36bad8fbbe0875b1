using System.CommandLine;
using AlturBridge.Simulation;

var seeds = new Option<int>("--seeds") { Description = "Play this many stories, from --first on.", DefaultValueFactory = _ => 0 };
var first = new Option<int>("--first") { Description = "The first seed.", DefaultValueFactory = _ => 1 };
var seed = new Option<int[]>("--seed") { Description = "Play the stories of these seeds.", AllowMultipleArgumentsPerToken = true };
var trace = new Option<bool>("--trace") { Description = "Print what happens in them." };
var leads = new Option<int>("--leads") { Description = "How many leads a story has.", DefaultValueFactory = _ => 50 };
var whole = new Option<bool>("--whole") { Description = "Print a failing story as it is, and not the smallest that fails." };

var survey =
    new Option<bool>("--survey") { Description = "Go on after a failing story; count the promises broken and name the first seeds." };
var brief = new Option<bool>("--brief") { Description = "Stop at the first failing story, and say no more than its seed." };
var mutants = new Option<int?>("--mutants")
{
    Description = "Put each kept fault into a copy of the bridge, and play up to this many stories until it is found.",
};
var only = new Option<string?>("--only") { Description = "Of the mutants, those whose name contains this." };
var calm = new Option<bool>("--calm") { Description = "Leave out the faults of every story." };

var command = new RootCommand(
    "Plays the whole bridge on a virtual clock, over a broker, a network and hosts that fail, and checks its promises after every step.")
{
    seeds, first, seed, trace, leads, whole, survey, brief, calm, mutants, only,
};

command.SetAction(parsed => parsed.GetValue(mutants) is { } upTo ? SimulationCommand.FindMutants(upTo, parsed.GetValue(only))
    : parsed.GetValue(seed) is { Length: > 0 } these
    ? Command(parsed).PlayThese(these, parsed.GetValue(trace))
    : Command(parsed).PlayMany(parsed.GetValue(first), parsed.GetValue(seeds), parsed.GetValue(survey), parsed.GetValue(brief)));

return command.Parse(args).Invoke();

SimulationCommand Command(ParseResult parsed) => new(parsed.GetValue(leads), parsed.GetValue(calm), parsed.GetValue(whole));
