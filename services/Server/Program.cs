using System.CommandLine;
using Omnichannel.Server;

var root = new RootCommand("Conversations between citizens and their administration, on every channel.")
{
    ServeVerb.Make(),
    RebuildVerb.Make(),
    KeysVerb.Make(),
    RedeliverVerb.Make(),
    DoctorVerb.Make(),
};
return await root.Parse(args.Length == 0 ? ["serve"] : args).InvokeAsync();
