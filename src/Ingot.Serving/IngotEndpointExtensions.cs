using Ingot.Serving.Endpoints;
using Ingot.Serving.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Scalar.AspNetCore;

namespace Ingot.Serving;

/// <summary>The endpoints of models in an ASP.NET Core application.</summary>
public static class IngotEndpointExtensions
{
    /// <summary>
    /// Maps <c>v2/…</c> (the Open Inference Protocol) and <c>models/…</c>. Call <c>UseAuthentication</c> and <c>UseAuthorization</c> before,
    /// as for all endpoints that ask for authorization; a <see cref="WebApplication"/> does so by itself.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <returns>All endpoints, for conventions of the application's own.</returns>
    public static IEndpointConventionBuilder MapIngotModels(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var group = endpoints.MapGroup(string.Empty);
        ProtocolEndpoints.Map(group);
        RepositoryEndpoints.Map(group);
        ModelEndpoints.Map(group);
        return group;
    }

    /// <summary>
    /// Maps <c>/</c>, a page of the models, their channels, versions, verdicts and traffic, by the scope <c>predict</c>; <c>sign-in</c> and
    /// <c>sign-out</c>; <c>monitor/PACKAGE</c>, the report of what is on the <see cref="Monitoring.MonitorBoard"/>; and where <see cref="ServingOptions.ManageChannels"/> says so <c>channels/…</c>, where channels are changed by the
    /// scope <c>admin</c>. Nothing is fetched from elsewhere.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <returns>All endpoints, for conventions of the application's own.</returns>
    public static IEndpointConventionBuilder MapIngotPage(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var group = endpoints.MapGroup(string.Empty);
        PageEndpoint.Map(group);
        MonitorEndpoint.Map(group);
        SignInEndpoints.Map(group);
        if (endpoints.ServiceProvider.GetRequiredService<IOptions<ServingOptions>>().Value.ManageChannels)
        {
            ChannelEndpoints.Map(group);
        }

        return group;
    }

    /// <summary>Maps <c>openapi/v1.json</c>, which knows the columns of the models, and a page to try it at <c>scalar</c>; both by the scope <c>predict</c>. The page's script comes with the application.</summary>
    /// <param name="endpoints">The application.</param>
    /// <returns>All endpoints, for conventions of the application's own.</returns>
    public static IEndpointConventionBuilder MapIngotDocumentation(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var group = endpoints.MapGroup(string.Empty).RequireAuthorization(ServingScopes.PredictPolicy);
        group.MapOpenApi().AddEndpointFilter(ControlCharacters.EscapeAsync);
        group.MapScalarApiReference(o =>
        {
            o.Title = "Ingot";

            // Nothing is fetched from elsewhere, and nothing is sent there.
            o.DefaultFonts = false;
            o.Telemetry = false;
        });
        return group;
    }
}
