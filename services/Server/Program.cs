using System.CommandLine;
using System.Globalization;
using Omnichannel.Server;

// Numbers and dates in what is stored, sent and logged never depend on the language of the machine.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
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
// Longer than the host takes to finish what is in hand (HostOptions.ShutdownTimeout): after two seconds, the library's default, it would be cut off.
var termination = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(25) };
return await root.Parse(args.Length == 0 ? ["serve"] : args).InvokeAsync(termination);
