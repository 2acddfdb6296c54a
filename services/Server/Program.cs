using System.CommandLine;
using Omnichannel.Server;

var offline = new CommandLineHost();
var root = new RootCommand("Conversations between citizens and their administration, on every channel.")
{
    ServeVerb.Make(),
    RebuildVerb.Make(offline),
    KeysVerb.Make(offline),
    RedeliverVerb.Make(offline),
    DoctorVerb.Make(offline),
};
foreach (var verb in Modules.All.SelectMany(module => module.Verbs(offline)))
    root.Add(verb);
return await root.Parse(args.Length == 0 ? ["serve"] : args).InvokeAsync();
