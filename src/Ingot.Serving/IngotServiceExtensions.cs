using Ingot.Releases.Validation;
using Ingot.Serving.Channels;
using Ingot.Serving.Endpoints;
using Ingot.Serving.Models;
using Ingot.Serving.Monitoring;
using Ingot.Serving.Observers;
using Ingot.Serving.Requests;
using Ingot.Serving.Security;
using Ingot.Serving.Telemetry;
using Ingot.Serving.Traffic;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Ingot.Serving;

/// <summary>The services of models in an ASP.NET Core application.</summary>
public static class IngotServiceExtensions
{
    /// <summary>Adds models that are served. They are loaded when the application starts; it does not start without them.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Says what is served, how much of it, and to whom.</param>
    /// <exception cref="Core.Diagnostics.IngotException">INGOT7007: a setting is wrong.</exception>
    public static IServiceCollection AddIngotModels(this IServiceCollection services, Action<ServingOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new ServingOptions();
        configure(options);
        ServingOptionsCheck.Check(options);
        services.AddSingleton(Options.Create(options));
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.TryAddSingleton<IModelTrial>(new InProcessTrial(options.Trial));
        services.TryAddSingleton<IModelPackages, ConfiguredPackages>();
        services.AddSingleton<ServingMetrics>();
        services.AddSingleton(p =>
        {
            var board = new MonitorBoard();
            p.GetRequiredService<ServingMetrics>().Show(board);
            return board;
        });
        services.AddSingleton(p => new ServedReferences(p.GetRequiredService<PackageFiles>()));
        services.AddSingleton<ModelRegistry>();
        services.AddSingleton<ModelLoader>();
        services.AddSingleton<ModelRouter>();
        services.AddSingleton<ModelRunner>();
        services.AddSingleton<BodyBudget>();
        services.AddSingleton<RequestGate>();
        services.AddSingleton<CanaryGuard>();
        services.AddSingleton<PredictionHandler>();
        AddHosted<ServingLifetime>(services);
        AddHosted<ChannelWatcher>(services);
        AddHosted<PredictionDispatcher>(services);
        AddHosted<ShadowRunner>(services);
        services.AddSingleton(p => new ServingState(
            p.GetRequiredService<IOptions<ServingOptions>>(),
            p.GetRequiredService<ModelRegistry>(),
            p.GetRequiredService<ShadowRunner>(),
            p.GetRequiredService<ChannelWatcher>(),
            p.GetRequiredService<ServingLifetime>()));
        services.AddHealthChecks().AddCheck<ServingHealthCheck>("ingot");
        services.AddOpenApi(o => o.AddDocumentTransformer<OpenApiDocument>());
        services.AddAntiforgery();
        services.AddSingleton<SignInGuard>();
        services.AddSingleton<ApiKeyGuard>();
        services.AddSingleton<PackageFiles>();
        services.AddSingleton<PageRenderer>();
        services.AddSingleton<ChannelDesk>();
        AddAccess(services, options.Access);
        return services;
    }

    private static void AddHosted<T>(IServiceCollection services)
        where T : class, IHostedService
    {
        services.AddSingleton<T>();
        services.AddHostedService(p => p.GetRequiredService<T>());
    }

    private static void AddAccess(IServiceCollection services, AccessOptions access)
    {
        var authentication = services.AddAuthentication();
        var schemes = new List<string>();
        if (access.ApiKeys.Count > 0)
        {
            authentication.AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null);
            schemes.Add(ApiKeyHandler.SchemeName);
        }

        if (access.TokenAuthority is { } authority)
        {
            authentication.AddJwtBearer(o =>
            {
                o.Authority = authority;
                o.Audience = access.TokenAudience;
                o.MapInboundClaims = false;

                // A development server on this machine may have no certificate.
                o.RequireHttpsMetadata = !new Uri(authority).IsLoopback;
            });
            schemes.Add(JwtBearerDefaults.AuthenticationScheme);
        }

        var pageSchemes = schemes.ToList();
        if (access.IsProtected)
        {
            authentication.AddCookie(PageCookie.SchemeName, PageCookie.Configure);
            pageSchemes.Add(PageCookie.SchemeName);
        }

        services.AddSingleton<IAuthorizationHandler, ScopeHandler>();
        var policies = services.AddAuthorizationBuilder();
        void Add(string policy, string scope, List<string> by) => policies.AddPolicy(policy, p => p.AddAuthenticationSchemes([.. by]).AddRequirements(new ScopeRequirement(scope)));
        Add(ServingScopes.PredictPolicy, ServingScopes.Predict, schemes);
        Add(ServingScopes.AdminPolicy, ServingScopes.Admin, schemes);
        Add(PagePolicies.Read, ServingScopes.Predict, pageSchemes);
        Add(PagePolicies.Manage, ServingScopes.Admin, pageSchemes);
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessResultHandler>();
    }
}
