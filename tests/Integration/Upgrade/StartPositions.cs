using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Integration.Upgrade;

/// <summary>A module that only listens: from which position each subscription of the program began.</summary>
internal sealed class StartPositions : IServiceModule
{
    private const string Real = "real";
    private readonly ConcurrentDictionary<string, long> _first = new();

    public string Name => "start-positions";

    /// <summary>By the names of their checkpoints.</summary>
    public IReadOnlyDictionary<string, long> All => _first;

    public void AddServices(IHostApplicationBuilder builder)
    {
        var real = builder.Services.Single(service => service.ServiceType == typeof(IReadModels) && !service.IsKeyedService);
        // The container still makes the real one, and so disposes of it.
        builder.Services.Add(ServiceDescriptor.KeyedSingleton<IReadModels>(Real, (provider, _) => (IReadModels)real.ImplementationFactory!(provider)));
        builder.Services.Replace(ServiceDescriptor.Singleton(provider => Listener.Of(provider.GetRequiredKeyedService<IReadModels>(Real), this)));
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }

    private async Task<long> NoteAsync(string subscription, Task<long> reading)
    {
        var position = await reading;
        _first.TryAdd(subscription, position);
        return position;
    }

    /// <summary>Passes every call on, and notes what is answered about checkpoints.</summary>
    internal class Listener : DispatchProxy
    {
        private IReadModels _real = null!;
        private StartPositions _positions = null!;

        public static IReadModels Of(IReadModels real, StartPositions positions)
        {
            var made = Create<IReadModels, Listener>();
            ((Listener)(object)made)._real = real;
            ((Listener)(object)made)._positions = positions;
            return made;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var answer = targetMethod!.Invoke(_real, BindingFlags.DoNotWrapExceptions, null, args, null);
            return targetMethod.Name == nameof(IReadModels.CheckpointAsync) ? _positions.NoteAsync((string)args![0]!, (Task<long>)answer!) : answer;
        }
    }
}
