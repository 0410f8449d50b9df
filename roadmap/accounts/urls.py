from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from roadmap.accounts import views

urlpatterns = [
    path("", views.account, name="account"),
    path("sign-in/", LoginView.as_view(template_name="accounts/sign_in.html"), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("tokens/create/", views.create_token, name="token-create"),
    path("tokens/<str:digest>/revoke/", views.revoke_token, name="token-revoke"),
]
